using System.Text.Json;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Remote.Sessions;

/// <summary>The login of this user of this machine: a file that nobody else reads.</summary>
internal sealed class LoginFile
{
    /// <summary>Names another folder for it, for scripts that shall not meet a person's login.</summary>
    public const string FolderVariable = "TURNSTONE_CONFIG";

    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder;

    public LoginFile(Shell shell)
    {
        _folder = shell.Environment(FolderVariable) is { Length: > 0 } named
            ? named
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "turnstone");
        Path = System.IO.Path.Combine(_folder, "login.json");
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The login; null where there is none.</summary>
    /// <exception cref="RemoteTrouble">There is a file, but it cannot be read or is none of ours.</exception>
    public Login? Read()
    {
        try
        {
            return File.Exists(Path) ? JsonSerializer.Deserialize<Login>(File.ReadAllText(Path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // What a parser says may repeat the token.
            throw new RemoteTrouble(ExitStatus.NotAllowed, $"The login in {Path} cannot be read: {(e is JsonException ? "it is damaged" : FileTrouble.Say(e))}. Sign in anew with turnstone login.");
        }
    }

    /// <summary>Keeps a login in the place of any other.</summary>
    /// <exception cref="RemoteTrouble">It cannot be written.</exception>
    public void Write(Login login)
    {
        try
        {
            MakeFolder();

            // Made anew and then put in place: an older file may be open to others, and half a file is none.
            var made = Path + ".new";
            File.Delete(made);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Mine;
            }

            using (var stream = new FileStream(made, options))
            {
                JsonSerializer.Serialize(stream, login);
            }

            File.Move(made, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RemoteTrouble(ExitStatus.WrongUse, $"{Path} cannot be written: {FileTrouble.Say(e)}. Name another folder in {FolderVariable}.");
        }
    }

    /// <summary>Forgets it.</summary>
    public void Delete()
    {
        if (File.Exists(Path))
        {
            File.Delete(Path);
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, Mine | UnixFileMode.UserExecute);
        }
    }
}
