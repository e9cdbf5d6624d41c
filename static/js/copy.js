// A link with data-copy puts its address on the clipboard and says so; without JavaScript it is that link.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-copy]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    link.textContent = link.dataset.copy;
  } catch {
    window.location.assign(link.href);
  }
});
