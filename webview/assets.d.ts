/** esbuild hands an SVG file over as its text. */
declare module '*.svg' {
  const text: string;
  export { text as default };
}

/** And a style sheet. */
declare module '*.css' {
  const text: string;
  export { text as default };
}
