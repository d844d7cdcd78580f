/** A body as text, at most that many bytes of it; what is beyond them is not read. */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { text: '', isCut: false };
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isCut: false };
    const room = maxBytes - bytes;
    bytes += value.length;
    text += decoder.decode(value.subarray(0, room), { stream: true });
    if (bytes > maxBytes) {
      await reader.cancel();
      return { text, isCut: true };
    }
  }
}
