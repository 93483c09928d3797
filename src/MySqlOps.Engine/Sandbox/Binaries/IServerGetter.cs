namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>One way to get a MySQL server onto this machine without installing anything.</summary>
internal interface IServerGetter
{
    /// <summary>Whence the server comes, as "Debian's packages".</summary>
    string Source { get; }

    /// <summary>Looks whether this way is open here.</summary>
    /// <returns>Null when it is; else why not, as "there is no apt-get".</returns>
    Task<string?> WhyNotAsync(CancellationToken cancellationToken);

    /// <summary>Fills a folder with the server's files and everything that they need to run, laid out as under <c>/</c>.</summary>
    /// <param name="root">An empty folder of ours.</param>
    /// <param name="scratch">Another, for what is not needed afterwards.</param>
    /// <param name="cancellationToken">Ends the work; the caller deletes both folders.</param>
    /// <exception cref="Foundation.MySqlOpsException">SandboxDownloadFailed, with the step that failed.</exception>
    Task GetAsync(string root, string scratch, CancellationToken cancellationToken);
}
