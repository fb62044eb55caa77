// Opens the events of a chip in place; without this script the chip leads to the same list as a page.
const dialog = document.querySelector("[data-cell-dialog]");

async function open(link) {
  const answer = await fetch(link.href, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) {
    location.href = link.href;
    return;
  }
  dialog.innerHTML = await answer.text();
  dialog.showModal();
}

if (dialog && dialog.showModal) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-cell]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      open(link);
    } else if (event.target === dialog) {
      dialog.close();
    }
  });
}
