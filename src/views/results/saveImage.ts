import * as vscode from 'vscode';
import type { ResultRequest } from '../../model/cellResult';
import type { SaveDialog } from '../queries/heldResults';
import { offerFile, suggestedPlace } from './exportResult';
import { writeAtomically } from './writeAtomically';

/** Asks where to and writes the picture of a chart. Rejects for data that are no picture, or one that could run something. */
export async function saveImage(request: ResultRequest & { readonly type: 'saveImage' }, save: SaveDialog): Promise<void> {
  const { format } = request;
  const data = format === 'svg' ? svgOf(request.data) : pngOf(request.data);
  if (data === undefined) throw new Error(vscode.l10n.t('The chart could not be made into a picture.'));
  const target = await save({
    title: vscode.l10n.t('Save Chart as Picture'),
    filters: { [format.toUpperCase()]: [format] },
    defaultUri: suggestedPlace('chart', format),
  });
  if (target === undefined) return;
  await writeAtomically(target, [data]);
  const name = target.path.split('/').pop() ?? target.path;
  void offerFile(vscode.l10n.t('The chart is in {0}.', name), target, true);
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function pngOf(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.subarray(0, pngSignature.length).equals(pngSignature) ? bytes : undefined;
}

/** A picture is opened in browsers later: one that brings a script along is none of ours. */
function svgOf(text: string): string | undefined {
  if (!/^\s*(<\?xml[^>]*\?>\s*)?<svg[\s>]/.test(text)) return undefined;
  const withoutValues = text.replace(/"[^"<]*"|'[^'<]*'/g, '""');
  const runs = /<(script|foreignObject|iframe)\b|<[^>]*\son[a-z]+\s*=/i.test(withoutValues);
  const leadsOut = /<[^<>]*\shref\s*=\s*["']\s*(?!#)/i.test(text);
  return runs || leadsOut ? undefined : text;
}
