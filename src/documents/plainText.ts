/**
 * Text that came from alerts, logs or people is data: characters that steer terminals or hide the order of letters
 * are made visible, and line breaks become spaces, before any renderer uses it.
 */
const STEERING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

export function inert(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029\u0085]+/g, ' ').replace(STEERING, '\ufffd');
}
