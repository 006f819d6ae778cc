using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Runs;

namespace Turnstone.Benchmarks.Macro;

/// <summary>Sets a trial up and leaves it standing, for whoever looks at a run with a profiler.</summary>
internal static class HoldRun
{
    /// <summary>Prints the command that moves the mail, and ends at Ctrl-C or when the input ends. Each destination is used once: start it anew for another run.</summary>
    public static async Task<int> RunAsync(string mail, int count, bool isTls)
    {
        var set = mail switch
        {
            "small" => MailSet.Small(count),
            "mixed" => MailSet.Mixed(count),
            "large" => MailSet.Large(count),
            _ => throw new ArgumentException("Name small, mixed or large.", nameof(mail)),
        };
        await using var laboratory = await Laboratory.StartAsync([set], CancellationToken.None);
        await laboratory.LoadAsync([set], CancellationToken.None);
        while (true)
        {
            await using var trial = await Trial.StartAsync(laboratory, isTls ? Wire.Tls : Wire.Plain, [set], CancellationToken.None);
            var command = await TurnstoneRun.CommandAsync(trial, (trial.Source, trial.Destination), CancellationToken.None);
            Console.WriteLine($"{TurnstoneExecutable.Path} {string.Join(' ', command.Select(word => word.Contains('?') ? $"'{word}'" : word))} --verify-content none");
            Console.WriteLine("Enter: another destination, empty. End of input: the end.");
            if (Console.ReadLine() is null)
            {
                return 0;
            }

            Console.WriteLine($"arrived: {await trial.CountAsync(CancellationToken.None)}; {trial.Costs}");
        }
    }
}
