/** The table, its header and the detail of a cell. Row and header heights are those of `grid.ts`. */
export const gridStyle = `
.table{display:flex;gap:0 8px;min-width:0;min-height:0}
.page .table{flex:1}
.frame{position:relative;flex:1 1 0;min-width:0;min-height:0;display:flex;flex-direction:column;border:1px solid var(--line);border-radius:3px;overflow:hidden}
.grid{position:relative;flex:1;min-height:0;overflow:auto;background:var(--back);outline-offset:-2px;overflow-anchor:none}
.grid-head{position:sticky;top:0;z-index:2;background-color:color-mix(in srgb,var(--back) 94%,var(--text));box-shadow:inset 0 -1px var(--line);contain:layout style;min-width:100%}
.head-row{position:relative;height:40px}
.filter-row{position:relative;height:30px}
.th{position:absolute;top:0;bottom:0;display:flex;min-width:0}
.th::after{content:'';position:absolute;inset:9px 0 9px auto;width:1px;background:var(--text);opacity:.18}
.th-sort{flex:1;min-width:0;display:grid;grid-template-columns:minmax(0,1fr) auto;align-content:center;column-gap:4px;padding:2px 4px 2px 8px;border:0;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
.th-sort:hover{background:var(--hover)}
.th-name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-weight:600;line-height:1.25}
.th-type{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;grid-column:1;color:var(--dim);font-size:11px;line-height:1.25}
.th-way{display:inline-flex;align-items:center;grid-area:1 / 2 / span 2;font-size:10px;color:var(--text);font-variant-numeric:tabular-nums}
.th-way .icon{width:12px;height:12px;stroke-width:1.6}
.th.right .th-sort{text-align:end;grid-template-columns:auto minmax(0,1fr);padding-inline:6px 12px}
.th.right .th-name,.th.right .th-type{grid-column:2}
.th.right .th-way{grid-column:1}
.th-menu{position:absolute;top:9px;right:5px;width:20px;height:22px;padding:0;border:0;border-radius:3px;background:color-mix(in srgb,var(--back) 82%,var(--text));color:var(--text);opacity:0;cursor:pointer}
.th-menu .icon{width:12px;height:12px;display:block;margin:auto}
.th:hover .th-menu,.th:focus-within .th-menu,.th-menu[aria-expanded='true']{opacity:1}
.th-menu:hover{background:color-mix(in srgb,var(--back) 70%,var(--text))}
.th-grip{position:absolute;top:0;bottom:0;right:-4px;width:8px;cursor:col-resize;touch-action:none;z-index:1}
.th-grip:hover::after,.th-grip.moving::after{content:'';position:absolute;inset:0 2px;background:var(--vscode-sash-hoverBorder,var(--focus))}
.filter{position:absolute;top:2px;bottom:3px;padding:0 3px 0 3px}
.filter input{width:100%;height:100%;padding:1px 5px;border:1px solid var(--vscode-input-border,var(--line));border-radius:2px;background:var(--vscode-input-background,Field);color:var(--vscode-input-foreground,FieldText);font-family:var(--mono);font-size:12px}
.filter input::placeholder{color:var(--vscode-input-placeholderForeground,GrayText);font-size:11px}
.filter input[aria-invalid='true']{border-color:var(--vscode-inputValidation-errorBorder,#be1100);border-width:2px;background:var(--vscode-inputValidation-errorBackground,transparent);color:var(--vscode-inputValidation-errorForeground,var(--vscode-input-foreground))}
.filter input.on{border-color:var(--vscode-inputOption-activeBorder,var(--focus))}
.rows{position:relative;min-width:100%;font-family:var(--mono);font-size:var(--mono-size);contain:size layout style}
.layer{position:absolute;inset:0 0 auto;height:0;will-change:transform}
.row{position:absolute;left:0;top:0;height:24px;min-width:100%;contain:size layout style}
.row::after{content:'';position:absolute;inset:auto 0 0;height:1px;background:var(--line);opacity:.5;pointer-events:none}
.row:hover{background:var(--vscode-list-hoverBackground,#8882)}
.cell{position:absolute;top:0;height:24px;padding:0 8px;overflow:hidden;text-overflow:ellipsis;white-space:pre;line-height:23px;contain:strict;cursor:default;user-select:none;font-variant-numeric:tabular-nums}
.cell.right{text-align:right;padding-inline-end:12px}
.cell.null{color:var(--dim);font-style:italic;opacity:.85}
.cell.coming::before{content:'';display:inline-block;width:60%;height:8px;border-radius:4px;background:var(--line)}
.cell.chosen{background:var(--vscode-editor-inactiveSelectionBackground,#5082c840)}
.grid:focus-within .cell.chosen{background:var(--vscode-editor-selectionBackground,#5082c860)}
.marked .cell.active{box-shadow:inset 0 0 0 1px var(--vscode-list-inactiveFocusOutline,var(--dim))}
.marked .grid:focus-within .cell.active{box-shadow:inset 0 0 0 1px var(--focus);outline:0}
.nothing{position:sticky;left:0;padding:14px 10px;color:var(--dim);width:fit-content}
.handle{flex:none;height:8px;margin-top:-6px;border:0;padding:0;background:none;cursor:row-resize;touch-action:none;display:flex;place-content:center;align-items:center}
.handle::after{content:'';width:36px;height:3px;border-radius:2px;background:var(--line)}
.handle:hover::after,.handle:focus-visible::after{background:var(--focus)}

.detail{flex:0 0 clamp(210px,38%,460px);min-width:0;display:flex;flex-direction:column;border:1px solid var(--line);border-radius:3px;background:var(--widget);overflow:hidden}
.detail-head{display:flex;align-items:baseline;gap:6px;padding:5px 4px 3px 10px}
.detail-head .name{font-weight:600;overflow-wrap:anywhere;min-width:0}
.detail-head .type{color:var(--dim);font-size:.92em;margin-inline-end:auto;white-space:nowrap}
.detail-head .tool{padding:2px 4px;align-self:start}
.detail .tools{padding:0 6px 4px;border-bottom:1px solid var(--line)}
.detail .lead{color:var(--dim);font-size:.94em;padding-inline:4px 2px}
.detail .operator{min-width:26px;justify-content:center;border-color:var(--line);font-family:var(--mono)}
.detail .tools{gap:3px}
.detail-body{flex:1;min-height:0;overflow:auto;padding:6px 10px 8px;font-family:var(--mono);font-size:var(--mono-size);line-height:1.5}
.detail-body pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
.detail-body .aside{margin:6px 0 0;color:var(--dim);font-family:var(--sans)}
.json{margin:0;padding:0;list-style:none}
.json .json{padding-inline-start:15px;margin-inline-start:4px;border-inline-start:1px solid var(--vscode-tree-indentGuidesStroke,var(--line))}
.json li{overflow-wrap:anywhere}
.json details{font-size:inherit}
.json summary{color:inherit}
.json summary::marker{color:var(--dim)}
.json .leaf{padding-inline-start:15px}
.json .key{color:var(--vscode-debugTokenExpression-name,var(--vscode-symbolIcon-propertyForeground,inherit))}
.json .size{color:var(--dim)}
.json .string{color:var(--vscode-debugTokenExpression-string,inherit);white-space:pre-wrap}
.json .number{color:var(--vscode-debugTokenExpression-number,inherit)}
.json .boolean,.json .null{color:var(--vscode-debugTokenExpression-boolean,inherit)}
:host(.narrow) .table{flex-direction:column;gap:6px 0}
:host(.narrow) .detail{flex:0 0 auto;max-height:260px}
:host-context([class*='vscode-high-contrast']){
.grid-head{background-color:var(--back)}
.th::after{inset-block:0;opacity:1;background:var(--line)}
.th-menu{background:var(--back);border:1px solid var(--line)}
.row:hover{background:none}
.cell.chosen{background:var(--vscode-editor-selectionBackground,Highlight);color:var(--vscode-editor-selectionForeground,var(--text))}
.grid:focus-within .cell.active{box-shadow:inset 0 0 0 2px var(--focus)}
.row::after{opacity:.35}
}
`;
