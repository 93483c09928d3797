using MySqlOps.Engine.Connect.OptionFiles;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.LoginPaths;

/// <summary>The login-path file (.mylogin.cnf) that mysql_config_editor writes and MySQL's client programs read (manual 6.6.7).</summary>
/// <param name="path">The file's path; it need not exist.</param>
/// <param name="time">What measures the wait for the file's lock.</param>
internal sealed class LoginPathFile(string path, TimeProvider time)
{
    // Whatever the client programs refuse: they pass such a file over with a warning.
    private const UnixFileMode Forbidden = UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The error of a login path that is not there.</summary>
    public static MySqlOpsException Missing(string path, string name) =>
        new(ErrorId.LoginPathMissing, $"There is no login path '{name}' in {path}. Get-MySqlLoginPath lists those there are.", name);

    /// <summary>The login paths, in the file's order; none when there is no file.</summary>
    /// <exception cref="MySqlOpsException">LoginPathFileUnsafe, LoginPathFileInvalid or FileFailed.</exception>
    public async Task<IReadOnlyList<LoginPath>> ReadAsync(CancellationToken cancellationToken)
    {
        var (_, sections) = await LoadAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return [.. sections.Where(static section => section.Name is not null)
                .GroupBy(static section => section.Name!, StringComparer.OrdinalIgnoreCase)
                .Select(static group => LoginPathLines.Read([.. group]))];
        }
        catch (InvalidDataException e)
        {
            throw Invalid(e);
        }
    }

    /// <summary>The login path of that name; null when there is none. Names are told apart without case.</summary>
    /// <exception cref="MySqlOpsException">LoginPathFileUnsafe, LoginPathFileInvalid or FileFailed.</exception>
    public async Task<LoginPath?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var (_, sections) = await LoadAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var named = sections.FindAll(section => section.IsNamed(name));
            return named.Count == 0 ? null : LoginPathLines.Read(named);
        }
        catch (InvalidDataException e)
        {
            throw Invalid(e);
        }
    }

    /// <summary>True when there is a login path of that name, even one whose lines can't be read.</summary>
    /// <exception cref="MySqlOpsException">LoginPathFileUnsafe, LoginPathFileInvalid or FileFailed.</exception>
    public async Task<bool> HasAsync(string name, CancellationToken cancellationToken)
    {
        var (_, sections) = await LoadAsync(cancellationToken).ConfigureAwait(false);
        return sections.Exists(section => section.IsNamed(name));
    }

    /// <summary>Adds a login path at the end, in place of any of that name. All other lines stay as they are.</summary>
    /// <exception cref="MySqlOpsException">LoginPathInvalid, LoginPathFileUnsafe, LoginPathFileInvalid, LoginPathFileBusy or FileFailed; the file is as it was then.</exception>
    public async Task SetAsync(LoginPath loginPath, CancellationToken cancellationToken)
    {
        LoginPathRules.Check(loginPath);

        // %APPDATA%\MySQL is not there until one of MySQL's programs needs it.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await ChangeAsync(
            sections =>
            {
                sections.RemoveAll(section => section.IsNamed(loginPath.Name));
                sections.Add(new LoginPathSection(loginPath.Name, [.. LoginPathLines.Write(loginPath)]));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a login path.</summary>
    /// <returns>False when there was none of that name.</returns>
    /// <exception cref="MySqlOpsException">LoginPathFileUnsafe, LoginPathFileInvalid, LoginPathFileBusy or FileFailed; the file is as it was then.</exception>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return false;
        return await ChangeAsync(sections => sections.RemoveAll(section => section.IsNamed(name)) > 0, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> ChangeAsync(Func<List<LoginPathSection>, bool> change, CancellationToken cancellationToken)
    {
        using var mine = await LoginPathLock.AcquireAsync(path, time, cancellationToken).ConfigureAwait(false);
        var (key, sections) = await LoadAsync(cancellationToken).ConfigureAwait(false);
        if (!change(sections))
            return false;
        var content = LoginPathCipher.Encrypt(key, sections.SelectMany(static section => section.Lines));
        try
        {
            await PrivateFile.ReplaceAsync(path, content, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"The login-path file {path} can't be written and is as it was. Check the folder's rights and the space on the disk.", path, e);
        }
    }

    private async Task<(byte[] Key, List<LoginPathSection> Sections)> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await FileContent.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (content.Mode is { } mode && (mode & Forbidden) != UnixFileMode.None)
                throw new MySqlOpsException(ErrorId.LoginPathFileUnsafe, $"The login-path file {path} may be used by others than its owner, or run. MySQL's programs refuse it, and so does this one. Run: chmod 600 {path}", path);
            var (key, lines) = LoginPathCipher.Decrypt(content.Bytes ?? throw new InvalidDataException($"it has more than {FileContent.MaxBytes} bytes"));
            return (key, LoginPathLines.Split(lines));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (LoginPathCipher.CreateKey(), LoginPathLines.Split([]));
        }
        catch (InvalidDataException e)
        {
            throw Invalid(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"The login-path file {path} can't be read. Check its owner and its rights.", path, e);
        }
    }

    private MySqlOpsException Invalid(InvalidDataException cause) =>
        new(ErrorId.LoginPathFileInvalid, $"The login-path file {path} is damaged or none: {cause.Message}. Nothing was changed. Restore it from a copy, or delete it and set the login paths anew.", path, cause);
}
