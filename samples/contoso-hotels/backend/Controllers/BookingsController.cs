using System.ComponentModel.DataAnnotations;
using Contoso.Hotels.Backend.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Contoso.Hotels.Backend.Controllers;

[ApiController]
[Route("bookings")]
public sealed class BookingsController(HotelsContext hotels, TimeProvider clock) : ControllerBase
{
    [HttpGet("{id:long}")]
    public async Task<ActionResult<BookingView>> Get(long id, CancellationToken cancellationToken)
    {
        var booking = await hotels.Bookings
            .AsNoTracking()
            .Where(booking => booking.Id == id)
            .Select(booking => new BookingView(
                booking.Id, booking.RoomId, booking.Arrival, booking.Departure, booking.Total, booking.Currency, booking.Status))
            .SingleOrDefaultAsync(cancellationToken);

        return booking is null ? NotFound() : booking;
    }

    [HttpPost]
    public async Task<ActionResult<BookingView>> Create(NewBooking request, CancellationToken cancellationToken)
    {
        if (request.Departure <= request.Arrival)
        {
            ModelState.AddModelError(nameof(request.Departure), "Departure must be after arrival.");
            return ValidationProblem();
        }

        var room = await hotels.Rooms.FindAsync([request.RoomId], cancellationToken);
        if (room is null)
        {
            return NotFound();
        }

        var taken = await hotels.Bookings.AnyAsync(
            booking => booking.RoomId == request.RoomId
                && booking.Status != BookingStatus.Cancelled
                && booking.Arrival < request.Departure
                && booking.Departure > request.Arrival,
            cancellationToken);
        if (taken)
        {
            return Conflict();
        }

        var nights = request.Departure.DayNumber - request.Arrival.DayNumber;
        var booking = new Booking
        {
            RoomId = room.Id,
            GuestId = request.GuestId,
            Arrival = request.Arrival,
            Departure = request.Departure,
            Total = room.PricePerNight * nights,
            Currency = room.Currency,
            CreatedAt = clock.GetUtcNow(),
        };
        hotels.Bookings.Add(booking);
        await hotels.SaveChangesAsync(cancellationToken);

        return CreatedAtAction(nameof(Get), new { id = booking.Id }, BookingView.From(booking));
    }

    [HttpDelete("{id:long}")]
    public async Task<IActionResult> Cancel(long id, CancellationToken cancellationToken)
    {
        var cancelled = await hotels.Bookings
            .Where(booking => booking.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(booking => booking.Status, BookingStatus.Cancelled), cancellationToken);

        return cancelled == 0 ? NotFound() : NoContent();
    }
}

public sealed record NewBooking([Required] int RoomId, [Required] long GuestId, DateOnly Arrival, DateOnly Departure);

public sealed record BookingView(
    long Id, int RoomId, DateOnly Arrival, DateOnly Departure, decimal Total, string Currency, BookingStatus Status)
{
    public static BookingView From(Booking booking) => new(
        booking.Id, booking.RoomId, booking.Arrival, booking.Departure, booking.Total, booking.Currency, booking.Status);
}
