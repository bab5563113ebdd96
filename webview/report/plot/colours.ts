/** Theme colours as canvases take them. */

/** A colour as bytes. */
export type Rgb = readonly [red: number, green: number, blue: number];

const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** The value of a custom property of the page, with what it refers to put in. */
export function colour(of: Element, property: string): string {
  return getComputedStyle(of).getPropertyValue(property).trim() || 'gray';
}

/** A CSS colour as bytes over a background of its own lightness. */
export function rgb(css: string): Rgb {
  if (!probe) return [128, 128, 128];
  probe.canvas.width = probe.canvas.height = 1;
  probe.fillStyle = css;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** Calls back when VS Code has changed the theme; answers how to stop. */
export function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
}
