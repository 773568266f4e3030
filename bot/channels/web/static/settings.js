// Type size without a reload; the language needs a new page.
"use strict";
for (const link of document.querySelectorAll("a.size")) {
  link.addEventListener("click", (click) => {
    click.preventDefault();
    const size = link.dataset.size;
    document.documentElement.dataset.size = size;
    document.cookie = `size=${size}; path=/; max-age=31536000; samesite=lax`;
    for (const other of document.querySelectorAll("a.size")) {
      if (other === link) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
  });
}
