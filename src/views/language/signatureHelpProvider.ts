import * as vscode from 'vscode';
import type { Signature } from '../../kql/language/service';
import type { LanguageRequests } from './languageRequests';

export const signatureCharacters: readonly string[] = ['(', ','];

export class KqlSignatureHelpProvider implements vscode.SignatureHelpProvider {
  constructor(private readonly requests: LanguageRequests) {}

  async provideSignatureHelp(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.SignatureHelp | undefined> {
    const offset = document.offsetAt(position);
    const found = await this.requests.ask(document, token, (language, at, options) =>
      language.signatureHelp(at, offset, options),
    );
    if (found === undefined) return undefined;
    const help = new vscode.SignatureHelp();
    help.signatures = found.signatures.map(informationOf);
    help.activeSignature = found.activeSignature;
    help.activeParameter = found.activeParameter;
    return help;
  }
}

function informationOf({ label, documentation, parameters }: Signature): vscode.SignatureInformation {
  const information = new vscode.SignatureInformation(label, documentation);
  information.parameters = parameters.map(
    ({ start, end, documentation: text }) => new vscode.ParameterInformation([start, end], text),
  );
  return information;
}
