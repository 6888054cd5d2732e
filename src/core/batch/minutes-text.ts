/** Predicted minutes as they are shown: whole ones; below ten with a decimal, since small runs take less than one. */
export const minutesText = (minutes: number): string =>
  String(minutes < 10 ? Math.round(minutes * 10) / 10 : Math.round(minutes));
