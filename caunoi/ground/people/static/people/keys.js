// When the device could not confirm a key, say so where the person looks; the reason itself is of no use to them.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const problem = document.getElementById("key-problem");
  document.querySelector("h1").after(problem);
  problem.hidden = false;
});
