using System.Text;

namespace Turnstone.Cli;

/// <summary>Reads from the keyboard without showing what is typed.</summary>
internal static class SecretPrompt
{
    public static string? Ask(string question)
    {
        // On the error stream: a script that captures results still shows it.
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar is '\0' ? "" : key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
