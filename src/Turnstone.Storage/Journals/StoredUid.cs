namespace Turnstone.Storage.Journals;

internal static class StoredUid
{
    public static uint Read(long stored) => stored is > 0 and <= uint.MaxValue
        ? (uint)stored
        : throw new InvalidDataException($"{stored} is no UID.");
}
