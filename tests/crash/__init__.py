"""What is left when processes are killed: web and worker die by SIGKILL at random moments while two hundred items are approved over HTTP.

`driver` runs the whole play and can replay a seed; `stage` prepares the database, `desk` is the approver's browser, `killing` keeps the
processes and kills them, `truth` holds database, log and folders against one another afterwards.
"""
