using System.Text;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Remote.Output;

/// <summary>A file from the server: into a file, or to standard output as it is, whatever <c>--output</c> says.</summary>
internal static class Download
{
    public static async Task<int> RunAsync(RemoteSession session, string? file, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            using var held = new MemoryStream();
            await write(held);
            await session.Shell.Out.WriteAsync(new UTF8Encoding(false).GetString(held.GetBuffer(), 0, (int)held.Length).TrimStart('\uFEFF').AsMemory(), cancellationToken);
            return ExitStatus.Fine;
        }

        try
        {
            // It takes its place when it is whole: what stood there is not lost to an answer that broke off.
            var half = $"{file}.part";
            await using (var output = File.Create(half))
            {
                await write(output);
            }

            File.Move(half, file, overwrite: true);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RemoteTrouble(ExitStatus.WrongUse, $"{file} cannot be written: {FileTrouble.Say(e)}.");
        }

        session.Shell.Error.WriteLine($"Written to {file}.");
        return ExitStatus.Fine;
    }
}
