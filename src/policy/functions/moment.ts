/** A moment: whole seconds since 1970 UTC, the digits of the second's fraction as written, and minutes east of UTC to show it in. */
export interface Moment {
  seconds: number;
  fraction: string;
  offset: number;
}
