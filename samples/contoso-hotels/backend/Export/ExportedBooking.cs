using Contoso.Hotels.Backend.Data;

namespace Contoso.Hotels.Backend.Export;

/// <summary>One booking as partners see it.</summary>
public sealed record ExportedBooking(
    long Id,
    string Hotel,
    string Room,
    DateOnly Arrival,
    DateOnly Departure,
    decimal Total,
    string Currency,
    string Guest)
{
    public static ExportedBooking From(Booking booking) => new(
        booking.Id,
        booking.Room.Hotel.Name,
        booking.Room.Number,
        booking.Arrival,
        booking.Departure,
        booking.Total,
        booking.Currency,
        $"{booking.Guest.FirstName} {booking.Guest.LastName[..1]}.");
}

/// <summary><c>NextAfter</c> continues the export; null when there is nothing left.</summary>
public sealed record ExportPage(IReadOnlyList<ExportedBooking> Bookings, long? NextAfter);
