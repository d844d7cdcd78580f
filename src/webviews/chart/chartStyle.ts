/** For a constructable style sheet of the page or of its shadow root; the chart has no other styles. Written tightly, since it ships as it stands. */
export const chartStyle = `
.chart{position:relative;display:flex;flex-direction:column;gap:6px;min-width:0;color:var(--vscode-editor-foreground);font-family:var(--vscode-font-family,system-ui,sans-serif);font-size:var(--vscode-font-size,13px)}
.chart-title{margin:0;padding:4px 12px 0;font-size:1.08em;font-weight:600;overflow-wrap:anywhere}
.chart-body{display:flex;flex-direction:column;gap:6px;min-width:0}
.chart-beside .chart-body{flex-direction:row;align-items:center;justify-content:center;gap:16px}
.chart-beside .chart-plot{flex:0 1 340px}
.chart-beside .chart-legend{flex:0 1 320px;flex-direction:column;flex-wrap:nowrap;align-items:flex-start;max-height:280px}
.chart-plot{position:relative;min-width:0;height:300px;contain:strict}
.chart-marks,.chart-overlay{position:absolute;left:0;top:0;width:100%;height:100%;display:block;overflow:hidden}
.chart-marks text{user-select:none}
.chart-overlay{pointer-events:none;will-change:transform}
.chart-overlay:focus{outline:none}
.chart-overlay:focus-visible{outline:1px solid var(--vscode-focusBorder);outline-offset:-1px}
.chart-hit{fill:transparent;pointer-events:all}
.chart-hit.chart-brushable{cursor:crosshair;touch-action:pan-y}
.chart-cursor{stroke:var(--vscode-editor-foreground);stroke-opacity:0.55;stroke-dasharray:3 3;pointer-events:none}
.chart-dot{stroke:var(--vscode-editor-background);stroke-width:1.5}
.chart-selection{fill:var(--vscode-editor-selectionBackground,#264f78);fill-opacity:0.55;stroke:var(--vscode-focusBorder)}
.chart-has-focus g[data-series]:not(.chart-focus){opacity:0.15}
.chart-tooltip{position:absolute;left:0;top:0;z-index:2;max-width:min(340px,80%);padding:6px 9px;pointer-events:none;will-change:transform;border:1px solid var(--vscode-editorHoverWidget-border,var(--vscode-contrastBorder,transparent));border-radius:4px;background:var(--vscode-editorHoverWidget-background,var(--vscode-editor-background));color:var(--vscode-editorHoverWidget-foreground,var(--vscode-editor-foreground));font-size:12px;line-height:1.45;box-shadow:0 2px 8px var(--vscode-widget-shadow,rgba(0,0,0,0.25))}
.chart-tooltip[hidden]{display:none}
.chart-tooltip-title{font-weight:600;overflow-wrap:anywhere}
.chart-tooltip-row{display:flex;align-items:center;gap:6px}
.chart-tooltip-row[hidden]{display:none}
.chart-tooltip-name{flex:1 1 auto;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.chart-tooltip-value{flex:none;padding-left:10px;font-variant-numeric:tabular-nums}
.chart-tooltip-value.chart-anomaly{color:var(--vscode-charts-red,currentColor);font-weight:600}
.chart-tooltip-more{color:var(--vscode-descriptionForeground)}
.chart-swatch{flex:none;display:block}
.chart-legend{display:flex;flex-wrap:wrap;gap:0 2px;max-height:96px;overflow-y:auto;padding:0 8px}
.chart-legend button{display:inline-flex;align-items:center;gap:6px;max-width:260px;padding:2px 6px;border:1px solid transparent;border-radius:3px;background:none;color:inherit;font:inherit;font-size:12px;cursor:pointer}
.chart-legend button:hover{background:var(--vscode-toolbar-hoverBackground,rgba(128,128,128,0.2));border-color:var(--vscode-contrastActiveBorder,transparent)}
.chart-legend button:focus-visible{outline:1px solid var(--vscode-focusBorder);outline-offset:-1px}
.chart-legend button[aria-pressed='false']{color:var(--vscode-disabledForeground,var(--vscode-descriptionForeground))}
.chart-legend button[aria-pressed='false'] .chart-name{text-decoration:line-through}
.chart-legend button[aria-pressed='false'] .chart-swatch{opacity:0.3}
.chart-name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.chart-notes{margin:0;padding:0 12px 2px;color:var(--vscode-descriptionForeground);font-size:12px}
.chart-notes:empty{display:none}
.chart-live{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;
