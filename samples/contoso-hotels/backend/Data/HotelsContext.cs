using Microsoft.EntityFrameworkCore;

namespace Contoso.Hotels.Backend.Data;

public sealed class HotelsContext(DbContextOptions<HotelsContext> options) : DbContext(options)
{
    public DbSet<Hotel> Hotels => Set<Hotel>();

    public DbSet<Room> Rooms => Set<Room>();

    public DbSet<Guest> Guests => Set<Guest>();

    public DbSet<Booking> Bookings => Set<Booking>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Room>().Property(room => room.PricePerNight).HasPrecision(10, 2);

        model.Entity<Booking>(booking =>
        {
            booking.Property(b => b.Total).HasPrecision(10, 2);
            booking.Property(b => b.Status).HasConversion<string>().HasMaxLength(16);
            booking.HasIndex(b => new { b.RoomId, b.Arrival });
            booking.HasIndex(b => b.Arrival);
        });
    }
}
