using System.Globalization;
using System.Runtime.InteropServices;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// A process group: a program and all that it started, found by the group's id and never by name, so that a second
/// sandbox or the machine's own mail server is left alone.
/// </summary>
internal sealed class ProcessFamily(int groupId, TimeProvider time)
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks all members to end, kills those that have not after <paramref name="limit"/>, returns when none is left.</summary>
    public async Task EndAsync(TimeSpan limit)
    {
        _ = Signal(-groupId, Terminate);
        if (!await GoneAsync(limit))
        {
            _ = Signal(-groupId, Kill);
            await GoneAsync(limit);
        }
    }

    private async Task<bool> GoneAsync(TimeSpan limit)
    {
        var started = time.GetTimestamp();
        while (IsAlive())
        {
            if (time.GetElapsedTime(started) > limit)
            {
                return false;
            }

            await Task.Delay(Look, time);
        }

        return true;
    }

    // Signal 0 would count zombies too, and in a container whose first process reaps late they stay for long.
    private bool IsAlive() => Directory.EnumerateDirectories("/proc").Any(IsLivingMember);

    private bool IsLivingMember(string directory)
    {
        if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        try
        {
            // proc(5): "pid (name) state ppid pgrp …"; the name may hold blanks and brackets, so count from its end.
            var stat = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is not ("Z" or "X") && int.Parse(fields[2], CultureInfo.InvariantCulture) == groupId;
        }
        catch (IOException)
        {
            return false; // ended while we looked
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processOrGroup, int signal);
}
