using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>Finds a mysqld on this machine. Each candidate is proven by running it.</summary>
internal sealed class ServerBinaryFinder(BinaryProof proof, ServerPlaces places, IOperationObserver observer)
{
    private readonly List<string> _refusals = [];

    /// <summary>Why the files that were tried can't be used, each a clause with its path.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Finds a mysqld: the given one, the one that MYSQLOPS_MYSQLD names, else the first that can be used.</summary>
    /// <param name="path">The mysqld to use; null for any.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The mysqld; null when there is none.</returns>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxServerUnusable"/> when the one that was named can't be used.</exception>
    public async Task<ServerBinary?> FindAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is not null)
            return await NamedAsync(path, ServerBinaryOrigin.Given, "the parameter MysqldPath", cancellationToken).ConfigureAwait(false);
        if (places.Named is not null)
            return await NamedAsync(places.Named, ServerBinaryOrigin.Environment, ServerPlaces.Variable, cancellationToken).ConfigureAwait(false);
        foreach (var candidate in places.Candidates())
        {
            var verdict = await proof.JudgeAsync(candidate, cancellationToken).ConfigureAwait(false);
            if (verdict.Binary is not null)
                return verdict.Binary;
            observer.Verbose($"Passed over: {verdict.Refusal}.");
            _refusals.Add(verdict.Refusal!);
        }

        return null;
    }

    private async Task<ServerBinary> NamedAsync(string path, ServerBinaryOrigin origin, string by, CancellationToken cancellationToken)
    {
        var candidate = new ServerCandidate(Path.GetFullPath(path), origin);
        var verdict = await proof.JudgeAsync(candidate, cancellationToken).ConfigureAwait(false);
        return verdict.Binary ?? throw new MySqlOpsException(
            ErrorId.SandboxServerUnusable,
            $"The mysqld that {by} names can't be used: {verdict.Refusal}. Name another one, or none to have one found.",
            candidate.Path);
    }
}
