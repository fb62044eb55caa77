// A run that goes on: its panel follows the server, and the finished page takes its place.
const PAUSE = 700;
let panel = document.querySelector("[data-live]");

async function follow() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-live]");
    if (!found || !found.querySelector("[data-running]")) {
      location.reload();
      return;
    }
    const bar = panel.querySelector("progress");
    const next = found.querySelector("progress");
    const words = panel.querySelector("#doing");
    const said = found.querySelector("#doing").textContent;
    bar.value = next.value;
    if (words.textContent !== said) words.textContent = said;
    const late = found.querySelector(".late");
    if (late && !panel.querySelector(".late")) words.after(late);
  } catch {
    // The server is away for a moment; the next round asks again.
  }
  setTimeout(follow, PAUSE);
}

setTimeout(follow, PAUSE);
