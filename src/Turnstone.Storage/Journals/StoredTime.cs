namespace Turnstone.Storage.Journals;

/// <summary>Moments as they are stored: milliseconds since 1970, UTC.</summary>
internal static class StoredTime
{
    public static long Of(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    public static DateTimeOffset Read(long stored)
    {
        try
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(stored);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("A stored time is none.");
        }
    }
}
