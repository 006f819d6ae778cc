namespace Turnstone.Ews.Soap;

/// <summary>A message could not be read while it was being sent. Carried through HttpClient and turned into <see cref="EwsSourceException"/> behind it.</summary>
internal sealed class MimeSourceException(int index, string message, Exception? inner) : Exception(message, inner)
{
    public int Index { get; } = index;
}
