/*
 * What a generated query may be made of, by the node kinds of the official service. Everything that is not here is refused, so that what
 * a later version of the language adds is refused too.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const allowedOperators = words(`
  FilterOperator ExtendOperator ProjectOperator ProjectAwayOperator ProjectKeepOperator ProjectRenameOperator ProjectReorderOperator
  ProjectByNamesOperator SummarizeOperator SortOperator TopOperator TakeOperator CountOperator DistinctOperator JoinOperator
  LookupOperator UnionOperator MakeSeriesOperator MvExpandOperator MvApplyOperator ParseOperator ParseWhereOperator ParseKvOperator
  RenderOperator SampleOperator SampleDistinctOperator SerializeOperator TopHittersOperator TopNestedOperator ReduceByOperator
  PartitionOperator SearchOperator FindOperator AsOperator EvaluateOperator GetSchemaOperator RangeOperator ScanOperator
`);

/** Statements, expressions, and the parts of operators. */
const allowedParts = words(`
  QueryBlock ExpressionStatement LetStatement SetOptionStatement OptionValueClause List SeparatedElement ExpressionList
  ExpressionCouple RenameList
  BooleanLiteralExpression IntLiteralExpression LongLiteralExpression RealLiteralExpression DecimalLiteralExpression
  DateTimeLiteralExpression TimespanLiteralExpression GuidLiteralExpression StringLiteralExpression NullLiteralExpression
  TokenLiteralExpression CompoundStringLiteralExpression TypeOfLiteralExpression DynamicExpression JsonObjectExpression JsonPair
  JsonArrayExpression TokenName BracketedName BracedName WildcardedName BracketedWildcardedName NameDeclaration NameReference
  NameReferenceList ParenthesizedExpression PathExpression ElementExpression SimpleNamedExpression CompoundNamedExpression
  FunctionCallExpression ToScalarExpression ToTableExpression BracketedExpression PipeExpression NamedParameter StarExpression
  MaterializeExpression PackExpression TypedColumnReference
  UnaryPlusExpression UnaryMinusExpression AddExpression SubtractExpression MultiplyExpression DivideExpression ModuloExpression
  LessThanExpression LessThanOrEqualExpression GreaterThanExpression GreaterThanOrEqualExpression EqualExpression NotEqualExpression
  AndExpression OrExpression InExpression InCsExpression NotInExpression NotInCsExpression BetweenExpression NotBetweenExpression
  EqualTildeExpression BangTildeExpression HasExpression HasCsExpression NotHasExpression NotHasCsExpression HasPrefixExpression
  HasPrefixCsExpression NotHasPrefixExpression NotHasPrefixCsExpression HasSuffixExpression HasSuffixCsExpression
  NotHasSuffixExpression NotHasSuffixCsExpression ContainsExpression ContainsCsExpression NotContainsExpression
  NotContainsCsExpression StartsWithExpression StartsWithCsExpression NotStartsWithExpression NotStartsWithCsExpression
  EndsWithExpression EndsWithCsExpression NotEndsWithExpression NotEndsWithCsExpression MatchesRegexExpression SearchExpression
  HasAnyExpression HasAllExpression
  NameAndTypeDeclaration PrimitiveTypeExpression SchemaTypeExpression NameEqualsClause DefaultExpressionClause ToTypeOfClause
  RowSchema EvaluateRowSchema EvaluateSchemaClause CountAsIdentifierClause FindInClause FindProjectClause JoinOnClause
  JoinWhereClause MakeSeriesExpression MakeSeriesOnClause MakeSeriesInRangeClause MakeSeriesFromClause MakeSeriesToClause
  MakeSeriesStepClause MakeSeriesFromToStepClause MakeSeriesByClause MvApplyExpression MvApplyRowLimitClause
  MvApplyContextIdClause MvApplySubqueryExpression MvExpandExpression MvExpandRowLimitClause PartitionSubquery PartitionQuery
  PartitionScope ParseKvWithClause ProjectClause ReduceByWithClause RenderWithClause ScanOrderByClause ScanPartitionByClause
  ScanDeclareClause ScanStep ScanStepOutput ScanComputationClause ScanAssignment OrderedExpression OrderingClause
  OrderingNullsClause SummarizeByClause TopHittersByClause TopNestedClause TopNestedWithOthersClause
  FunctionDeclaration FunctionParameters FunctionParameter DefaultValueDeclaration FunctionBody
`);

export const isAllowedPart = (kind: string): boolean => allowedParts.has(kind) || /(?:Token|Keyword)$/.test(kind);

export const externalKinds = words(`
  ExternalDataExpression ExternalDataWithClause ExternalDataUriList InlineExternalTableExpression
`);

export const inlineKinds = words('DataTableExpression ContextualDataTableExpression PrintOperator');

/** Plugins that only work on the rows they are given. */
export const allowedPlugins = words(`
  autocluster basket diffpatterns bag_unpack pivot narrow rolling_percentile rows_near sliding_window_counts session_count
  active_users_count activity_metrics new_activity_metrics dcount_intersect ipv4_lookup ipv6_lookup sequence_detect
`);

/** Functions that reach beyond the connection that is asked, or name tables by text. */
export const remoteNames = words(`
  cluster database table external_table materialized_view stored_query_result entity_group graph workspace app resource adx arg
`);

/** Functions that tell of who asks, of the cluster, or of how rows are stored. */
export const deniedFunctions = words(`
  current_cluster_endpoint current_database current_principal current_principal_details current_principal_is_member_of
  current_node_id extent_id extentid extent_tags cursor_after cursor_before_or_at cursor_current current_cursor row_id
  rowstore_ordinal_range __invoke __cast assert
`);

/** Options of a request that change neither limits nor rights. */
export const allowedOptions = words('query_results_cache_max_age');
