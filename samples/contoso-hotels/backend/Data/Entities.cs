using System.ComponentModel.DataAnnotations;

namespace Contoso.Hotels.Backend.Data;

public enum BookingStatus
{
    Confirmed,
    CheckedIn,
    CheckedOut,
    Cancelled,
}

public sealed class Hotel
{
    public int Id { get; set; }

    [MaxLength(120)]
    public required string Name { get; set; }

    [MaxLength(64)]
    public required string TimeZone { get; set; }
}

public sealed class Room
{
    public int Id { get; set; }

    public int HotelId { get; set; }

    public Hotel Hotel { get; set; } = null!;

    [MaxLength(8)]
    public required string Number { get; set; }

    public decimal PricePerNight { get; set; }

    [MaxLength(3)]
    public required string Currency { get; set; }
}

public sealed class Guest
{
    public long Id { get; set; }

    [MaxLength(80)]
    public required string FirstName { get; set; }

    [MaxLength(80), MinLength(1)]
    public required string LastName { get; set; }
}

public sealed class Booking
{
    public long Id { get; set; }

    public int RoomId { get; set; }

    public Room Room { get; set; } = null!;

    public long GuestId { get; set; }

    public Guest Guest { get; set; } = null!;

    public DateOnly Arrival { get; set; }

    public DateOnly Departure { get; set; }

    public decimal Total { get; set; }

    [MaxLength(3)]
    public required string Currency { get; set; }

    public BookingStatus Status { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
