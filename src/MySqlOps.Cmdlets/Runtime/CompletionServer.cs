using System.Collections;
using System.Management.Automation;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>The server of a command line that is being typed.</summary>
internal static class CompletionServer
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    /// <summary>PowerShell's location, from which relative paths start. Only for the pipeline's thread.</summary>
    public static string WorkingFolder
    {
        get
        {
            // A completer has no SessionState, and the runspace's own proxy refuses while a pipeline runs, as one does when Tab is pressed.
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand("Get-Location").AddParameter("PSProvider", "FileSystem");
            return shell.Invoke<PathInfo>()[0].ProviderPath;
        }
    }

    /// <summary>The column <c>name</c> of a query on a server; nothing when none is named yet.</summary>
    /// <param name="boundParameters">What is typed already.</param>
    /// <param name="serverParameters">The parameters that may name the server; the first that is typed counts.</param>
    /// <param name="workingFolder">Where relative paths start.</param>
    /// <param name="sql">The query.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IEnumerable<string>> QueryAsync(
        IDictionary boundParameters, IEnumerable<string> serverParameters, string workingFolder, string sql, CancellationToken cancellationToken)
    {
        if (serverParameters.FirstOrDefault(name => boundParameters[name] is not null) is not { } parameter || Argument(boundParameters[parameter]) is not { } argument)
            return [];
        var credential = boundParameters[parameter == "Destination" ? "DestinationCredential" : "Credential"] as PSCredential;
        var server = await argument.ResolveAsync(credential, workingFolder, cancellationToken).ConfigureAwait(false);
        var session = await Session.OpenAsync(server with { ConnectTimeout = ConnectLimit }, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var rows = await session.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => row.Text("name"))];
        }
    }

    private static ServerArgument? Argument(object? value) => value switch
    {
        PSObject wrapped => Argument(wrapped.BaseObject),
        object[] several => several.Length > 0 ? Argument(several[0]) : null,
        MySqlServer server => new ServerArgument(server),
        string address => new ServerArgument(address),
        ServerArgument argument => argument,
        _ => null,
    };
}
