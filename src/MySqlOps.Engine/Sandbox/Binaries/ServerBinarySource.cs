using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>Finds a mysqld on this machine, or gets one without installing anything.</summary>
public sealed class ServerBinarySource
{
    private readonly ServerBinaryFinder _finder;
    private readonly ServerDownload _download;
    private readonly IReadOnlyList<IServerGetter> _getters;

    /// <summary>A source for the user who runs this.</summary>
    /// <param name="observer">Hears what is being done.</param>
    public ServerBinarySource(IOperationObserver observer)
        : this(new ProgramRunner(TimeProvider.System), UserFolders.Current(), observer)
    {
    }

    internal ServerBinarySource(IProgramRunner programs, UserFolders folders, IOperationObserver observer)
        : this(
            new BinaryProof(programs),
            ServerPlaces.OfThisMachine(folders),
            [new DebianServerPackages(programs, observer, "/etc/apt"), new ContainerServerImage(programs, observer, ContainerServerImage.ImageOfThisMachine())],
            observer)
    {
    }

    internal ServerBinarySource(BinaryProof proof, ServerPlaces places, IReadOnlyList<IServerGetter> getters, IOperationObserver observer)
    {
        _finder = new ServerBinaryFinder(proof, places, observer);
        _download = new ServerDownload(proof, places.Servers, observer, TimeProvider.System);
        _getters = getters;
    }

    /// <summary>
    /// Finds a mysqld: the one given, the one that MYSQLOPS_MYSQLD names, on PATH, where installers put it, or in the user's cache folder;
    /// else gets one from the package archive of this machine's apt, or out of a container image.
    /// </summary>
    /// <param name="path">The mysqld to use; null for any.</param>
    /// <param name="cancellationToken">Ends the work; nothing half-made is left behind.</param>
    /// <exception cref="MySqlOpsException">
    /// <see cref="ErrorId.SandboxServerUnusable"/> when the named one can't be used, <see cref="ErrorId.SandboxServerMissing"/> when there is
    /// none and no way to get one, <see cref="ErrorId.SandboxDownloadFailed"/> when getting it failed.
    /// </exception>
    public async Task<ServerBinary> FindOrGetAsync(string? path, CancellationToken cancellationToken)
    {
        if (await _finder.FindAsync(path, cancellationToken).ConfigureAwait(false) is { } found)
            return found;
        var closed = new List<string>();
        foreach (var getter in _getters)
        {
            if (await getter.WhyNotAsync(cancellationToken).ConfigureAwait(false) is { } reason)
                closed.Add($"{getter.Source} ({reason})");
            else
                return await _download.GetAsync(getter, token => _finder.FindAsync(null, token), cancellationToken).ConfigureAwait(false);
        }

        var passedOver = _finder.Refusals.Count == 0 ? "" : $" Passed over: {string.Join("; ", _finder.Refusals.Distinct(StringComparer.Ordinal))}.";
        throw new MySqlOpsException(
            ErrorId.SandboxServerMissing,
            $"No MySQL server is on this machine, and there is no way to get one: {string.Join(", ", closed)}.{passedOver} Install one, or name its mysqld in -MysqldPath or {ServerPlaces.Variable}.");
    }
}
