namespace Turnstone.Storage.Journals;

/// <summary>
/// Enumerations as they are stored: by name, so that the file can be read by people and a new member in the middle changes nothing.
/// A member that is renamed needs a new format version.
/// </summary>
internal static class StoredWord
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Enum.GetName(value) ?? throw new ArgumentOutOfRangeException(nameof(value), value, "No such member.");

    public static T Read<T>(string stored)
        where T : struct, Enum =>
        Enum.TryParse<T>(stored, out var value) && Enum.IsDefined(value)
            ? value
            : throw new InvalidDataException($"\"{stored}\" is no {typeof(T).Name} this version knows.");
}
