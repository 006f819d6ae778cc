using System.Text;

namespace Turnstone.Cli.Settings;

/// <summary>Says in a few words why a file could not be used.</summary>
internal static class FileTrouble
{
    public static string Say(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "access is denied, or it is a folder",
        DecoderFallbackException => "it is not UTF-8 text",
        _ => exception.Message.TrimEnd('.'),
    };
}
