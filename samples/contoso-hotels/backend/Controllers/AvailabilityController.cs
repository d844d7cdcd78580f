using Contoso.Hotels.Backend.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Contoso.Hotels.Backend.Controllers;

[ApiController]
[Route("availability")]
public sealed class AvailabilityController(HotelsContext hotels) : ControllerBase
{
    private const int MostRooms = 200;

    /// <summary>Rooms of a hotel that are free for the whole stay, cheapest first.</summary>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<FreeRoom>>> Get(
        [FromQuery] int hotelId,
        [FromQuery] DateOnly arrival,
        [FromQuery] DateOnly departure,
        CancellationToken cancellationToken)
    {
        if (departure <= arrival)
        {
            return Problem("'departure' must be later than 'arrival'.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await hotels.Rooms
            .AsNoTracking()
            .Where(room => room.HotelId == hotelId)
            .Where(room => !hotels.Bookings.Any(booking =>
                booking.RoomId == room.Id
                && booking.Status != BookingStatus.Cancelled
                && booking.Arrival < departure
                && booking.Departure > arrival))
            .OrderBy(room => room.PricePerNight)
            .Take(MostRooms)
            .Select(room => new FreeRoom(room.Id, room.Number, room.PricePerNight, room.Currency))
            .ToListAsync(cancellationToken);
    }
}

public sealed record FreeRoom(int Id, string Number, decimal PricePerNight, string Currency);
