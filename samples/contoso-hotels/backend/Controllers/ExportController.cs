using Contoso.Hotels.Backend.Data;
using Contoso.Hotels.Backend.Export;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Contoso.Hotels.Backend.Controllers;

/// <summary>Bulk export for booking partners, who poll it during the night.</summary>
[ApiController]
[Route("exportData")]
public sealed class ExportController(
    HotelsContext hotels,
    ExportArchive archive,
    IOptionsSnapshot<ExportOptions> options,
    ILogger<ExportController> logger) : ControllerBase
{
    /// <summary>
    /// Bookings that arrive in [from, to), oldest id first, starting behind <paramref name="after"/>.
    /// </summary>
    [HttpGet]
    [ProducesResponseType<ExportPage>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<ActionResult<ExportPage>> ExportData(
        [FromQuery] DateOnly from,
        [FromQuery] DateOnly to,
        [FromQuery] long after = 0,
        CancellationToken cancellationToken = default)
    {
        if (to <= from)
        {
            return Problem("'to' must be later than 'from'.", statusCode: StatusCodes.Status400BadRequest);
        }

        var (pageSize, maxPages) = (options.Value.PageSize, options.Value.MaxPages);

        // Every page is kept until the last one has been read, and EF Core tracks each entity although nothing is
        // changed: memory and CPU grow with PageSize * MaxPages, per request. Partners' clients want one JSON document,
        // so this was never turned into a stream (IAsyncEnumerable over AsNoTracking would do).
        var bookings = new List<Booking>();
        var more = true;
        for (var page = 0; more && page < maxPages; page++)
        {
            var rows = await hotels.Bookings
                .Include(booking => booking.Guest)
                .Include(booking => booking.Room)
                .ThenInclude(room => room.Hotel)
                .Where(booking => booking.Id > after && booking.Arrival >= from && booking.Arrival < to)
                .OrderBy(booking => booking.Id)
                .Skip(page * pageSize)
                .Take(pageSize)
                .ToListAsync(cancellationToken);

            bookings.AddRange(rows);
            more = rows.Count == pageSize;
        }

        logger.LogInformation("Exported {Count} bookings from {From} to {To}", bookings.Count, from, to);

        var result = new ExportPage(bookings.Select(ExportedBooking.From).ToList(), more ? bookings[^1].Id : null);
        await archive.KeepAsync(result, cancellationToken);
        return result;
    }
}
