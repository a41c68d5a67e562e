fetch('/openapi.json')
  .then((answer) => answer.json())
  .then((spec) => {
    spec.servers = [{ url: window.location.origin }]; // the description does not know under which name it was asked
    SwaggerUIBundle({ spec, dom_id: '#api', docExpansion: 'none', tryItOutEnabled: true, validatorUrl: null });
  });
