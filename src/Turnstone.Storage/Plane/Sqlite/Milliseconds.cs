using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>A moment as milliseconds since 1970, UTC.</summary>
internal sealed class Milliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
