using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>Gets a server into the user's cache folder: whole or not at all, and once when several processes want it.</summary>
internal sealed class ServerDownload(BinaryProof proof, string servers, IOperationObserver observer, TimeProvider time)
{
    /// <summary>What progress reports call the work.</summary>
    public const string Activity = "Getting a MySQL server";

    private const string Unfinished = ".part-";

    /// <summary>Gets the server, unless another process did so while we waited for it.</summary>
    /// <param name="getter">The way to get it.</param>
    /// <param name="findAgain">Looks whether there is one now.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left behind.</param>
    public async Task<ServerBinary> GetAsync(IServerGetter getter, Func<CancellationToken, Task<ServerBinary?>> findAgain, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(servers);
        using var alone = await FileLock.AcquireAsync(Path.Combine(servers, ".lock"), time, cancellationToken).ConfigureAwait(false);
        if (await findAgain(cancellationToken).ConfigureAwait(false) is { } found)
            return found;

        // We are alone, so what is unfinished is what a killed process left.
        foreach (var leftover in Directory.EnumerateDirectories(servers, $"{Unfinished}*"))
            Directory.Delete(leftover, recursive: true);
        var part = Path.Combine(servers, $"{Unfinished}{Guid.NewGuid():N}");
        try
        {
            observer.Verbose($"Getting a MySQL server from {getter.Source} into {servers}.");
            return await FillAsync(getter, part, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
            observer.Progress(new OperationProgress { Activity = Activity, Status = "done", IsCompleted = true });
        }
    }

    private async Task<ServerBinary> FillAsync(IServerGetter getter, string part, CancellationToken cancellationToken)
    {
        var tree = new ServerTree(Path.Combine(part, "server"));
        var scratch = Path.Combine(part, "scratch");
        Directory.CreateDirectory(tree.Root);
        Directory.CreateDirectory(scratch);
        await getter.GetAsync(tree.Root, scratch, cancellationToken).ConfigureAwait(false);
        tree.Prune();
        await tree.WriteProgramsAsync(cancellationToken).ConfigureAwait(false);

        var candidate = new ServerCandidate(Path.Combine(tree.Programs, ServerPlaces.FileName), ServerBinaryOrigin.Downloaded);
        var verdict = await proof.JudgeAsync(candidate, cancellationToken).ConfigureAwait(false);
        var binary = verdict.Binary ?? throw new MySqlOpsException(
            ErrorId.SandboxDownloadFailed,
            $"The MySQL server from {getter.Source} does not work here: {verdict.Refusal}. Install a server and name its mysqld in {ServerPlaces.Variable}.",
            candidate.Path);
        var home = Path.Combine(servers, $"mysql-{binary.Version.Number}");

        // There was no usable server when we looked, so one of the same name is broken.
        if (Directory.Exists(home))
            Directory.Delete(home, recursive: true);
        Directory.Move(Path.Combine(part, "server"), home);
        return binary with { Path = Path.Combine(home, "bin", ServerPlaces.FileName) };
    }
}
