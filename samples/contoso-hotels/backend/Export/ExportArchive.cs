using Azure.Storage.Blobs;

namespace Contoso.Hotels.Backend.Export;

/// <summary>Keeps a copy of what each partner was given, for disputes, in storage account contosoexports.</summary>
public sealed class ExportArchive(BlobContainerClient container, TimeProvider clock)
{
    public async Task KeepAsync(ExportPage page, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var blob = container.GetBlobClient($"{now:yyyy/MM/dd}/{now:HHmmss}-{Guid.NewGuid():N}.json");
        await blob.UploadAsync(BinaryData.FromObjectAsJson(page), cancellationToken);
    }
}
