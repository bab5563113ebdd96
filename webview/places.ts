/** The parts of the page that take the focus or scroll; the app component is one. */
export interface Places {
  focusFilter(): void;
  focusList(): void;
  scrollTexts(by: 1 | -1): void;
}
