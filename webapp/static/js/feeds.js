// The copy button of a new address; without scripts the address is selected and copied by hand.
for (const button of document.querySelectorAll("[data-copies]")) {
  const box = document.getElementById(button.dataset.copies);
  button.addEventListener("click", async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
    } catch {
      // Browsers offer the clipboard on https only; the selection can still be copied.
      document.execCommand("copy");
    }
    button.textContent = button.dataset.done;
  });
  box.addEventListener("focus", () => box.select());
}
