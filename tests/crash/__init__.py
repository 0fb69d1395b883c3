"""What is left when processes are killed: they die by SIGKILL at random moments while the work goes on, and then nothing may be wrong.

Outbound, web and worker die while two hundred items are approved over HTTP: `driver` runs the whole play and can replay a seed, `stage`
prepares the database, `desk` is the approver's browser, `truth` holds database, log and folders against one another afterwards.
Inbound, they die while five hundred submissions come in, and those who act on cases during five hundred acts: `intake` runs both plays,
`intake_stage` prepares, `citizens` send the forms, `clerks` act and keep a `journal`, `intake_truth` compares.
Both: `house` is what a play is given, `killing` keeps the processes and kills them.
"""
