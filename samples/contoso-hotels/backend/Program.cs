using Contoso.Hotels.Backend.Data;
using Contoso.Hotels.Backend.Export;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);

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
builder.Services.AddHealthChecks().AddDbContextCheck<HotelsContext>("database");
builder.Services.AddProblemDetails();
builder.Services.AddControllers();

var app = builder.Build();

app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapControllers();

app.Run();
