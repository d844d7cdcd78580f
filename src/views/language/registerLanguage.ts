import * as vscode from 'vscode';
import type { Log } from '../log';
import type { QueryServices } from '../queries/queryServices';
import { KqlCodeActionProvider } from './codeActionProvider';
import { KqlCompletionProvider } from './completionProvider';
import { triggerCharacters } from './completionText';
import { KqlDefinitionProvider } from './definitionProvider';
import { KqlDiagnostics } from './diagnostics';
import { KqlFoldingProvider } from './foldingProvider';
import { KqlFormattingProvider } from './formattingProvider';
import { KqlHighlightProvider } from './highlightProvider';
import { KqlHoverProvider } from './hoverProvider';
import { LanguageRequests } from './languageRequests';
import { KqlLanguageStatus } from './languageStatus';
import { KqlRenameProvider } from './renameProvider';
import { kqlSelector } from './selector';
import { KqlSemanticTokensProvider, legend } from './semanticTokensProvider';
import { KqlSignatureHelpProvider, signatureCharacters } from './signatureHelpProvider';
import { KqlSymbolProvider } from './symbolProvider';

/** Everything that an editor offers for KQL, in files and in cells. Nothing is loaded before a document asks. */
export function registerLanguage(queries: QueryServices, log: Log): vscode.Disposable {
  const { languages } = vscode;
  const requests = new LanguageRequests(queries, log);
  const diagnostics = new KqlDiagnostics(requests);
  const names = new KqlDefinitionProvider(requests);
  const formatting = new KqlFormattingProvider(requests);
  return vscode.Disposable.from(
    requests,
    diagnostics,
    new KqlLanguageStatus(requests, () => diagnostics.checkAll()),
    languages.registerCompletionItemProvider(kqlSelector, new KqlCompletionProvider(requests), ...triggerCharacters),
    languages.registerHoverProvider(kqlSelector, new KqlHoverProvider(requests)),
    languages.registerSignatureHelpProvider(kqlSelector, new KqlSignatureHelpProvider(requests), ...signatureCharacters),
    languages.registerDocumentFormattingEditProvider(kqlSelector, formatting),
    languages.registerDocumentRangeFormattingEditProvider(kqlSelector, formatting),
    languages.registerDocumentSemanticTokensProvider(kqlSelector, new KqlSemanticTokensProvider(requests), legend),
    languages.registerFoldingRangeProvider(kqlSelector, new KqlFoldingProvider(requests)),
    languages.registerDefinitionProvider(kqlSelector, names),
    languages.registerReferenceProvider(kqlSelector, names),
    languages.registerRenameProvider(kqlSelector, new KqlRenameProvider(requests)),
    languages.registerDocumentHighlightProvider(kqlSelector, new KqlHighlightProvider(requests)),
    languages.registerDocumentSymbolProvider(kqlSelector, new KqlSymbolProvider(requests)),
    languages.registerCodeActionsProvider(kqlSelector, new KqlCodeActionProvider(requests), KqlCodeActionProvider.metadata),
  );
}
