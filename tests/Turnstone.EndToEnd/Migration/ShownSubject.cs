namespace Turnstone.EndToEnd.Migration;

/// <summary>A subject without what mail programs rightly show differently.</summary>
internal static class ShownSubject
{
    public static string Of(string subject) => subject;
}
