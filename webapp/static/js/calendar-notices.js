// Short notices over the page, as the server makes them: they leave after ten seconds, but never while in use.
const PLACE = document.querySelector(".notices");
const TEN_SECONDS = 10000;

export function announce(sentence, { isWarning = false, button } = {}) {
  const notice = document.createElement("div");
  notice.className = isWarning ? "notice notice-warning" : "notice";
  const words = document.createElement("span");
  words.textContent = sentence;
  notice.append(words);
  if (button) {
    const press = document.createElement("button");
    press.type = "button";
    press.className = "button button-quiet";
    press.textContent = button.words;
    press.addEventListener("click", () => {
      notice.remove();
      button.press();
    });
    notice.append(press);
  }
  PLACE.append(notice);
  const leave = () => {
    if (notice.matches(":hover, :focus-within")) setTimeout(leave, 2000);
    else notice.remove();
  };
  setTimeout(leave, TEN_SECONDS);
  return notice;
}
