using Azure.Identity;
using Azure.Storage.Blobs;
using Contoso.Hotels.Backend.Configuration;
using Contoso.Hotels.Backend.Data;
using Contoso.Hotels.Backend.Export;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);

if (builder.Environment.IsProduction())
{
    builder.Configuration.Sources.Add(new MachineTags());
}

builder.Services.AddApplicationInsightsTelemetry();

builder.Services.AddDbContext<HotelsContext>(options =>
    options.UseSqlServer(
        builder.Configuration.GetConnectionString("Hotels"),
        sql => sql.EnableRetryOnFailure(maxRetryCount: 3)));

builder.Services
    .AddOptions<ExportOptions>()
    .BindConfiguration(ExportOptions.Section)
    .ValidateDataAnnotations()
    .ValidateOnStart();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(new BlobContainerClient(
    new Uri(builder.Configuration["Export:ArchiveUrl"] ?? throw new InvalidOperationException("Export:ArchiveUrl is not set")),
    new DefaultAzureCredential()));
builder.Services.AddSingleton<ExportArchive>();

builder.Services.AddHealthChecks().AddDbContextCheck<HotelsContext>("database");
builder.Services.AddProblemDetails();
builder.Services.AddControllers();

var app = builder.Build();

app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapControllers();

app.Run();
