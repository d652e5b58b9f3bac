// The door to HTTP: curl(1), which is run when something is asked for.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace govcloud {

struct HttpRequest {
  std::string url;                                        // http:// or https://
  std::vector<std::pair<std::string, std::string>> form;  // names and values, sent as a POST does
  std::string bearer;                                     // the token, if any; never among curl's arguments
};

struct HttpAnswer {
  int status = 0;     // of HTTP; 0 where no answer came
  std::string fault;  // why it did not, in curl's words
};

/// Asks, and writes the body of the answer to the file `body`, from its beginning; it is empty before.
/// Waits at most ten minutes, and does not follow redirections. Throws InputError 78 where curl is not
/// installed or cannot be run.
HttpAnswer http_post(const HttpRequest& request, int body);

}  // namespace govcloud
