// Talks to API v1: the token of the page in a header, the language of the page for what is said.
const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

export function inLanguage(text) {
  return text ? text[language] : "";
}

export async function ask(address, { method = "GET", body } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") {
    headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
    headers["Content-Type"] = "application/json";
  }
  const response = await fetch(address, { method, headers, body: body && JSON.stringify(body), credentials: "same-origin" });
  const answer = await response.json();
  if (response.ok) return answer;
  throw Object.assign(new Error(inLanguage(answer.error)), { status: response.status, answer });
}

export function withQuery(address, values) {
  return `${address}?${new URLSearchParams(values)}`;
}
