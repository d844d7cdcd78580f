using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Contoso.Hotels.Backend.Configuration;

/// <summary>
/// Configuration from the tags of the virtual machine: a tag such as <c>Export:PageSize</c> is a setting of that name and
/// wins over appsettings.json. Tags are read again every five minutes, so a change needs no restart.
/// </summary>
public sealed class MachineTags : ConfigurationProvider, IConfigurationSource, IDisposable
{
    private static readonly Uri Tags = new(
        "http://169.254.169.254/metadata/instance/compute/tagsList?api-version=2021-02-01");

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    // The metadata service refuses requests that come through a proxy.
    private readonly HttpClient _http = new(new HttpClientHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
    private Timer? _timer;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        Data = ReadAsync().GetAwaiter().GetResult();
        _timer ??= new Timer(_ => Reload(), null, Interval, Interval);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _http.Dispose();
    }

    private void Reload()
    {
        try
        {
            Data = ReadAsync().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            // The settings that were read last stay in force.
            Console.Error.WriteLine($"Tags of the machine could not be read: {error.Message}");
            return;
        }

        OnReload();
    }

    private async Task<IDictionary<string, string?>> ReadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Tags);
        request.Headers.Add("Metadata", "true");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var tags = await response.Content.ReadFromJsonAsync<Tag[]>() ?? [];

        return tags
            .Where(tag => tag.Name.Contains(ConfigurationPath.KeyDelimiter))
            .ToDictionary(tag => tag.Name, tag => (string?)tag.Value, StringComparer.OrdinalIgnoreCase);
    }

    private sealed record Tag(string Name, string Value);
}
