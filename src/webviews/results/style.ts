import { gridStyle } from './gridStyle';

/** Everything around the grid. Colours are those of the editor's theme. Written tightly, since it ships as it stands. */
const frame = `
:host{
display:block;
--line:var(--vscode-panel-border,#8885);
--dim:var(--vscode-descriptionForeground,GrayText);
--text:var(--vscode-editor-foreground,CanvasText);
--back:var(--vscode-editor-background,Canvas);
--focus:var(--vscode-focusBorder,Highlight);
--hover:var(--vscode-toolbar-hoverBackground,#8883);
--mono:var(--vscode-editor-font-family,monospace);
--mono-size:var(--vscode-editor-font-size,12px);
--sans:var(--vscode-font-family,system-ui,sans-serif);
--warn:var(--vscode-editorWarning-foreground,#bf8803);
--widget:var(--vscode-editorWidget-background,Canvas);
color:var(--text);
font-family:var(--sans);
font-size:var(--vscode-font-size,13px);
line-height:1.4;
}
:host-context([class*='vscode-high-contrast']){
--line:var(--vscode-contrastBorder,CanvasText);
--focus:var(--vscode-contrastActiveBorder,var(--vscode-focusBorder,Highlight));
}
*{box-sizing:border-box}
[hidden]{display:none !important}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.icon{width:16px;height:16px;flex:none;fill:none;stroke:currentColor;stroke-width:1.2;stroke-linejoin:round;stroke-linecap:round}
.result{display:flex;flex-direction:column;gap:6px;min-width:0;padding:2px 0;position:relative}
.result.page{height:100%;padding:6px 12px 8px}
:host(.page){height:100%}
button:focus-visible,input:focus-visible,[tabindex]:focus-visible,summary:focus-visible{outline:1px solid var(--focus);outline-offset:-1px}

.head{display:flex;flex-wrap:wrap;align-items:baseline;column-gap:6px;row-gap:2px;overflow-wrap:anywhere}
.head .count{font-weight:600;font-variant-numeric:tabular-nums}
.head .fact{color:var(--dim);font-size:.92em}
.head>:not(:last-child)::after{content:'·';margin-inline-start:6px;color:var(--dim);font-weight:normal}
.box{display:flex;gap:8px;padding:7px 10px;border:1px solid var(--edge);border-inline-start-width:4px;border-radius:3px;overflow-wrap:anywhere}
.box p{margin:0 0 2px}
.box .title{font-weight:600}
.box .icon{margin-top:1px;color:var(--edge);stroke-width:1.5}
.box.warning{--edge:var(--warn);background:var(--vscode-inputValidation-warningBackground,transparent);color:var(--vscode-inputValidation-warningForeground,var(--text))}
.box.error{--edge:var(--vscode-errorForeground,#e51400)}
.box .tools{margin-top:6px}
.notices{display:flex;flex-direction:column;gap:3px;margin:0;padding:0;list-style:none}
.notices li,.line{display:flex;gap:6px;color:var(--text);font-size:.94em;overflow-wrap:anywhere}
.notices .icon,.line .icon{width:14px;height:14px;margin-top:.15em;color:var(--vscode-editorInfo-foreground,var(--vscode-charts-blue,currentColor))}
.line.bad .icon{color:var(--warn)}

.bar{display:flex;flex-wrap:wrap;align-items:center;gap:2px 4px}
.tabs{display:flex;flex-wrap:wrap;gap:0 2px;margin-inline-end:auto}
.tab{padding:3px 10px;border:0;border-bottom:2px solid transparent;background:none;color:var(--dim);font:inherit;cursor:pointer}
.tab:hover{color:var(--text)}
.tab[aria-selected='true']{border-bottom-color:var(--vscode-panelTitle-activeBorder,var(--vscode-focusBorder,currentColor));color:var(--vscode-panelTitle-activeForeground,var(--text))}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:2px}
.tool{display:inline-flex;align-items:center;gap:5px;min-height:24px;padding:2px 7px;border:1px solid transparent;border-radius:4px;background:none;color:var(--vscode-icon-foreground,var(--text));font:inherit;font-size:.94em;cursor:pointer}
.tool:hover{background:var(--hover);color:var(--text)}
.tool:disabled{opacity:.5;cursor:default;background:none}
.tool[aria-pressed='true']{background:var(--vscode-inputOption-activeBackground,var(--hover));color:var(--vscode-inputOption-activeForeground,var(--text));border-color:var(--vscode-inputOption-activeBorder,transparent)}
.tool .more{width:12px;height:12px;opacity:.8}
.primary{min-height:26px;padding:3px 12px;border:1px solid var(--vscode-button-border,transparent);border-radius:3px;background:var(--vscode-button-secondaryBackground,transparent);color:var(--vscode-button-secondaryForeground,inherit);font:inherit;cursor:pointer}
.primary:hover{background:var(--vscode-button-secondaryHoverBackground,var(--hover))}

.pane{display:flex;flex-direction:column;gap:6px;min-width:0;min-height:0}
.page>.pane{flex:1;overflow:auto}
.page>.pane>.pane{flex:1}
.progress{display:flex;align-items:center;gap:8px;font-size:.94em;color:var(--dim)}
.progress progress{flex:none;width:120px;height:4px;border:0;border-radius:2px;background:var(--line);appearance:none;overflow:hidden}
.progress progress::-webkit-progress-bar{background:transparent}
.progress progress::-webkit-progress-value{background:var(--vscode-progressBar-background,var(--focus))}
.waiting{position:relative;height:2px;overflow:hidden;background:var(--line)}
.waiting::after{content:'';display:block;width:25%;height:100%;background:var(--vscode-progressBar-background,var(--focus));animation:travel 2s linear infinite}
@keyframes travel{from{transform:translateX(-100%)} to{transform:translateX(400%)}}
@media (prefers-reduced-motion: reduce){.waiting::after{width:100%;animation:none;opacity:.6}}

.menu{position:fixed;inset:auto;margin:0;min-width:150px;max-width:min(420px,96vw);max-height:min(420px,94vh);padding:4px;overflow:auto;border:1px solid var(--vscode-menu-border,var(--line));border-radius:5px;background:var(--vscode-menu-background,var(--widget));color:var(--vscode-menu-foreground,var(--text));box-shadow:0 2px 8px var(--vscode-widget-shadow,#0006);outline:0}
.menu-item{display:flex;align-items:center;gap:6px;padding:3px 10px 3px 6px;border-radius:3px;cursor:pointer;white-space:nowrap}
.menu-item:focus{outline:1px solid var(--vscode-menu-selectionBorder,transparent);outline-offset:-1px;background:var(--vscode-menu-selectionBackground,var(--vscode-list-activeSelectionBackground,Highlight));color:var(--vscode-menu-selectionForeground,var(--vscode-list-activeSelectionForeground,HighlightText))}
.menu-item[aria-disabled]{opacity:.5;cursor:default}
.menu-mark{width:16px;height:16px;flex:none}
.menu-label{overflow:hidden;text-overflow:ellipsis}
.menu-hint{margin-inline-start:auto;padding-inline-start:24px;opacity:.8}
.menu-line{height:1px;margin:4px;background:var(--vscode-menu-separatorBackground,var(--line))}

details{font-size:.94em}
summary{width:fit-content;color:var(--dim);cursor:pointer}
.statistics{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 14px;margin:4px 0 4px 14px;max-height:260px;overflow:auto}
.statistics dt{color:var(--dim)}
.statistics dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
:host([inert]) .result{opacity:.45}
.words{padding:8px 12px}
.words>div>.progress{padding-top:8px}
.refused{padding:6px 0;overflow-wrap:anywhere}
.empty{padding:14px 0;color:var(--dim)}
:host-context([class*='vscode-high-contrast']){
:is(button,input,[tabindex],summary):focus-visible{outline-width:2px;outline-offset:-2px}
.tool[aria-pressed='true']{outline:2px solid var(--focus);outline-offset:-2px}
.tool{border-color:var(--line)}
.tool:hover{outline:1px dashed var(--focus);background:none}
.menu-item:focus{outline:1px solid var(--focus);background:none;color:inherit}
}
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet for all results of a page. */
export function resultSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(frame + gridStyle);
  }
  return sheet;
}
