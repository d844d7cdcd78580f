using System.ComponentModel.DataAnnotations;

namespace Contoso.Hotels.Backend.Export;

/// <summary>
/// Limits of the partner export. Tag <c>Export:PageSize</c> of the machine wins over appsettings.json; it is set by
/// infra/modules/backendVm.bicep and can be changed in the portal without a deployment.
/// </summary>
public sealed class ExportOptions
{
    public const string Section = "Export";

    /// <summary>Rows per database query.</summary>
    [Range(1, 100_000)]
    public int PageSize { get; init; } = 1_000;

    /// <summary>Queries per request; one answer never has more than <c>PageSize * MaxPages</c> rows.</summary>
    [Range(1, 100)]
    public int MaxPages { get; init; } = 20;
}
