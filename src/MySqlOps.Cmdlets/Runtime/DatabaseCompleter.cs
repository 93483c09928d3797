using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Completes a parameter that takes databases, with those of the server that the command line names.</summary>
public sealed class DatabaseCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var folder = CompletionServer.WorkingFolder;
        return Completion.Run(
            wordToComplete,
            token => CompletionServer.QueryAsync(
                fakeBoundParameters,
                folder,
                "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME",
                token));
    }
}
